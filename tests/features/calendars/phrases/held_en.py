"""English phrases written after the grammar, and not looked at while it was made."""

PHRASES = """
Sync with Grace Mon 11/23... => day 11-23
Let's do coffee tomorrow 10:15am-10:45am => point 11-19 10:15-10:45
haircut sat 11am => point 11-21 11:00 | haircut
can you do thurs @ 2:30pm for 20 mins? => point 11-19 14:30-14:50
Project kickoff - Monday, 30 November 2026, 09:00-10:30 => point 11-30 09:00-10:30 | Project kickoff
book flights by Sunday => day 11-22 | book flights
Board meeting 15 Jan 2027 2pm London time => point 2027-01-15 14:00 {Europe/London} | Board meeting
pick up the kids at 3:30pm today => point 11-18 15:30 | pick up the kids
yoga every Tuesday and Thursday at 6:30am => every FREQ=WEEKLY;BYDAY=TU,TH from 11-19 06:30 | yoga
water plants every 3 days => every FREQ=DAILY;INTERVAL=3 from 11-18 | water plants
pay rent monthly on the 1st => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01 | pay rent
retro every other Wednesday at 16:00 for 1 hour => every FREQ=WEEKLY;INTERVAL=2;BYDAY=WE from 11-18 16:00-17:00 | retro
all hands on the third Thursday of each month at 3pm => every FREQ=MONTHLY;BYDAY=3TH from 11-19 15:00 | all hands
the weekend => windows 11-21..11-23
Thursday evening => windows 11-19 18:00-21:00
next Monday morning => windows 11-23 09:00-12:00
afternoons Tuesday to Thursday => windows 11-24 13:00-17:00; 11-25 13:00-17:00; 11-26 13:00-17:00
in 90 minutes => point 11-18 11:30
an hour from now => point 11-18 11:00
in a week => day 11-25
in a month => day 12-18
ten days from now => day 11-28
3 weeks from Friday at noon => point 12-11 12:00
the 5th at 9am => point 12-05 09:00
Sunday 22nd at 10am => point 11-22 10:00
Fri 4 Dec 19:30 concert => point 12-04 19:30 | concert
7pm dinner w/ Emmy Saturday => point 11-21 19:00 | dinner w/ Emmy
lunch at 1 tomorrow => point 11-19 13:00
8:45 am Thu — school run => point 11-19 08:45 | school run
20:00 tonight => point 11-18 20:00
Wednesday next week at 11am => point 11-25 11:00
Friday of next week 4pm => point 11-27 16:00
the Tuesday after next => day 12-01
next Thursday between 9am and 11am => windows 11-26 09:00-11:00
before 10am tomorrow => windows 11-19 00:00-10:00
Mon, Wed or Fri => ask
Tuesday, Thursday or Friday next week => windows 11-24..11-25; 11-26..11-28
[en-US] 1/15/2027 => day 2027-01-15
[en-US] 11/30 9am => point 11-30 09:00
[en-GB] 30/11 9am => point 11-30 09:00
[en-US] 13/5/2027 => ask
2026/12/24 => day 12-24
midday on 1 December => point 12-01 12:00
half 5 => none
call at half past ten am tomorrow => point 11-19 10:30 | call
remind me tomorrow to call Ada => day 11-19 | remind me to call Ada
Ada and Grace, 45 minutes => none {45min} | Ada and Grace
[now=2026-11-20T18:00] Friday at 5pm => point 11-27 17:00
[now=2026-11-22T09:00] next Monday => day 11-23
[now=2026-12-31T10:00] tomorrow at noon => point 2027-01-01 12:00
2 hours on Saturday morning => windows 11-21 09:00-12:00 {120min}
anytime next Tuesday => day 11-24
31 June => ask
Tuesday 24th December => ask
meet me at seven => ask
5pm Tokyo time on Friday => point 11-20 17:00 {Asia/Tokyo}
Mondays from 4 to 5pm => every FREQ=WEEKLY;BYDAY=MO from 11-23 16:00-17:00
weekdays 9am-5pm => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 09:00-17:00
annually on 1 May => every FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1 from 2027-05-01
every morning at 7 => every FREQ=DAILY from 11-19 07:00
Tueday 3pm => point 11-24 15:00
tomorow morning => windows 11-19 09:00-12:00
Wendesday 25 November 10:00 => point 11-25 10:00
Room 12 for 4 people => none
I read 1984 last night => windows 11-17 18:00-21:00
the 100 best books => none
Mission 7 to Mars => none
on second thought, no => none
"""  # a phrase a line
