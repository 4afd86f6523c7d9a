"""English phrases and their readings, written before the grammar. The notation is in `tables.py`."""

PHRASES = """
# Points
tomorrow at 3pm => point 11-19 15:00 |
tomorrow 15:00 => point 11-19 15:00
Lunch with Bob Friday 12:30 for 45 min => point 11-20 12:30-13:15 | Lunch with Bob
call mum tonight at 8 => point 11-18 20:00 | call mum
dentist on 3 December at 9:15am => point 12-03 09:15 | dentist
3pm EST tomorrow => point 11-19 15:00 {America/New_York}
tomorrow 9am Tokyo time => point 11-19 09:00 {Asia/Tokyo}
standup tomorrow 9.30am => point 11-19 09:30 | standup
in half an hour => point 11-18 10:30
in 2 hours => point 11-18 12:00
in 45 minutes call the plumber => point 11-18 10:45 | call the plumber
ring Grace in an hour and a half => point 11-18 11:30 | ring Grace
two weeks from Monday at 11am => point 12-07 11:00
quarter past 4 tomorrow afternoon => point 11-19 16:15
half past five on Thursday evening => point 11-19 17:30
quarter to nine tomorrow morning => point 11-19 08:45
noon on Friday => point 11-20 12:00
Friday at noon, pizza with the team => point 11-20 12:00 | pizza with the team
dinner with Ada Saturday at 7 => point 11-21 19:00 | dinner with Ada
breakfast with Grace on Sunday at 8 => point 11-22 08:00 | breakfast with Grace
next Friday at 10am => point 11-27 10:00
this Friday at 10am => point 11-20 10:00
next tuesday 2pm review budget => point 11-24 14:00 | review budget
meet Thu 14:00-15:30 => point 11-19 14:00-15:30 | meet
Thursday from 2 to 4pm => point 11-19 14:00-16:00
thursday 2-4pm workshop => point 11-19 14:00-16:00 | workshop
Friday 9am to 5pm => point 11-20 09:00-17:00
Friday 9 to 5 => point 11-20 09:00-17:00
11am-1pm tomorrow => point 11-19 11:00-13:00
tomorrow 10–11.30am => point 11-19 10:00-11:30
party Saturday 10pm till 2am => point 11-21 22:00-11-22 02:00 | party
flight to Oslo 2 December 2026 06:40 => point 12-02 06:40 | flight to Oslo
Dec 5th 4:30 pm => point 12-05 16:30
on the 24th at 6pm => point 11-24 18:00
2026-12-01 14:00 => point 12-01 14:00
2026-12-01T14:00 planning => point 12-01 14:00 | planning
2026-12-01T14:00Z planning => point 12-01 14:00 {UTC} | planning
05/12/2026 at 10:00 => point 12-05 10:00
[en-US] 12/05/2026 at 10:00 => point 12-05 10:00
[en-US] 12/5 3pm => point 12-05 15:00
[en-GB] 5/12 3pm => point 12-05 15:00
tmrw 4pm => point 11-19 16:00
tomorow at 5 pm => point 11-19 17:00
tomorrow@3pm => point 11-19 15:00
3 p.m. tomorrow => point 11-19 15:00
tomorrow at 15h => point 11-19 15:00
tomorrow at 1500 => point 11-19 15:00
at 4pm => point 11-18 16:00
4pm => point 11-18 16:00
9am => point 11-19 09:00
today at 5:45pm pick up parcel => point 11-18 17:45 | pick up parcel
the day after tomorrow at 8am => point 11-20 08:00
a week from tomorrow at 10am => point 11-26 10:00
Monday week at 9am => point 11-30 09:00
in three days at 16:00 => point 11-21 16:00
1:1 with Grace Thursday 10am => point 11-19 10:00 | 1:1 with Grace
catch up w/ Bob mon 10:30am 30min => point 11-23 10:30-11:00 | catch up w/ Bob
30 min call with Ada tomorrow at 11am => point 11-19 11:00-11:30 | call with Ada
2 hour workshop on Friday at 1pm => point 11-20 13:00-15:00 | workshop
interview tomorrow 1pm for 1h30 => point 11-19 13:00-14:30 | interview
interview tomorrow 1pm for 90 minutes => point 11-19 13:00-14:30 | interview
demo Friday 4pm for an hour => point 11-20 16:00-17:00 | demo
demo Friday 4pm, 1.5 hours => point 11-20 16:00-17:30 | demo
Can we meet on Monday at 10am? => point 11-23 10:00
How about Tuesday 24 November at 14:00? => point 11-24 14:00
Tuesday, November 24th, 2pm => point 11-24 14:00
Tue 24 Nov 14:00 London time => point 11-24 14:00 {Europe/London}
Friday 17:00 UTC => point 11-20 17:00 {UTC}
10am PST on Monday => point 11-23 10:00 {America/Los_Angeles}
Monday 10am Pacific => point 11-23 10:00 {America/Los_Angeles}
Friday 9am New York time => point 11-20 09:00 {America/New_York}
tomorrow 18:00 Europe/Kyiv => point 11-19 18:00 {Europe/Kyiv}
tomorrow 18:00 CET => point 11-19 18:00
Nov 30 at 10 in the morning => point 11-30 10:00
at 8 in the evening on Friday => point 11-20 20:00
Friday at seven in the evening => point 11-20 19:00
twelve thirty pm tomorrow => point 11-19 12:30
New Year's Eve at 11pm => point 12-31 23:00
Christmas Day at 1pm => point 12-25 13:00
1 Jan at 12:00 => point 2027-01-01 12:00
March 3 at 10am => point 2027-03-03 10:00
Wednesday at 9am => point 11-25 09:00

# Days
tomorrow => day 11-19 |
today => day 11-18
Friday => day 11-20
on Friday: hand in the report => day 11-20 | hand in the report
next Friday => day 11-27
this Friday => day 11-20
the coming Friday => day 11-20
next Wednesday => day 11-25
3 December => day 12-03
Dec 3rd => day 12-03
3rd of December 2026 => day 12-03
December 24 shopping => day 12-24 | shopping
in 3 days => day 11-21
in two weeks => day 12-02
two weeks from today => day 12-02
a fortnight from Friday => day 12-04
Friday in two weeks => day 12-04
2027-02-01 => day 2027-02-01
01.02.2027 => day 2027-02-01
5 March => day 2027-03-05
yesterday => day 11-17
last Friday => day 11-13
day after tomorrow => day 11-20
Friday week => day 11-27
a week on Friday => day 11-27
Ada's birthday 10 December => day 12-10 | Ada's birthday
wed 25 nov => day 11-25

# Windows
next week => windows 11-23..11-30 |
this weekend => windows 11-21..11-23
next weekend => windows 11-28..11-30
30 minutes next week with five people => windows 11-23..11-30 {30min} | with five people
weekday afternoons next week => windows 11-23 13:00-17:00; 11-24 13:00-17:00; 11-25 13:00-17:00; 11-26 13:00-17:00; 11-27 13:00-17:00
tomorrow morning => windows 11-19 09:00-12:00
Tuesday morning => windows 11-24 09:00-12:00
this afternoon => windows 11-18 13:00-17:00
tonight => windows 11-18 18:00-21:00
coffee Friday afternoon => windows 11-20 13:00-17:00 | coffee
Lunch with Ada and Grace, Tuesday or Thursday => windows 11-19..11-20; 11-24..11-25 | Lunch with Ada and Grace
Monday to Wednesday => windows 11-23..11-26
Mon-Wed => windows 11-23..11-26
mornings next week => windows 11-23 09:00-12:00; 11-24 09:00-12:00; 11-25 09:00-12:00; 11-26 09:00-12:00; 11-27 09:00-12:00; 11-28 09:00-12:00; 11-29 09:00-12:00
Monday and Tuesday morning => windows 11-23 09:00-12:00; 11-24 09:00-12:00
24-26 November => windows 11-24..11-27
Nov 24 to 26 => windows 11-24..11-27
from 30 November to 4 December => windows 11-30..12-05
between 2 and 4pm on Friday => windows 11-20 14:00-16:00
Friday between 10am and noon for half an hour => windows 11-20 10:00-12:00 {30min}
tomorrow after 3pm => windows 11-19 15:00-11-20 00:00
Friday before noon => windows 11-20 00:00-12:00
in January => windows 2027-01-01..2027-02-01
next month => windows 12-01..2027-01-01
an hour next month with the board => windows 12-01..2027-01-01 {60min} | with the board
Tue 10-12 or Thu 14-16 => windows 11-19 14:00-16:00; 11-24 10:00-12:00
two hours tomorrow evening => windows 11-19 18:00-21:00 {120min}
next week Tuesday or Wednesday => windows 11-24..11-25; 11-25..11-26
the week of 7 December => windows 12-07..12-14
Saturday and Sunday => windows 11-21..11-23

# Recurrences
every other Friday at 5pm => every FREQ=WEEKLY;INTERVAL=2;BYDAY=FR from 11-20 17:00
every Monday at 10am => every FREQ=WEEKLY;BYDAY=MO from 11-23 10:00
team lunch every Thursday 12:00-13:00 => every FREQ=WEEKLY;BYDAY=TH from 11-19 12:00-13:00 | team lunch
standup every weekday at 9:15am => every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 11-19 09:15 | standup
daily at 8am => every FREQ=DAILY from 11-19 08:00
every day at 6pm => every FREQ=DAILY from 11-18 18:00
every two weeks on Tuesday at 14:00 => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 14:00
every 3 days => every FREQ=DAILY;INTERVAL=3 from 11-18
Mondays and Wednesdays at 10am => every FREQ=WEEKLY;BYDAY=MO,WE from 11-23 10:00
Tuesdays at 7pm choir => every FREQ=WEEKLY;BYDAY=TU from 11-24 19:00 | choir
first Monday of every month at 10am => every FREQ=MONTHLY;BYDAY=1MO from 12-07 10:00
every last Friday of the month at 4pm => every FREQ=MONTHLY;BYDAY=-1FR from 11-27 16:00
monthly on the 15th at 9am => every FREQ=MONTHLY;BYMONTHDAY=15 from 12-15 09:00
every 15th of the month => every FREQ=MONTHLY;BYMONTHDAY=15 from 12-15
rent on the 1st of every month => every FREQ=MONTHLY;BYMONTHDAY=1 from 12-01 | rent
every year on 3 March => every FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3 from 2027-03-03
weekly on Friday 3pm for 30 min => every FREQ=WEEKLY;BYDAY=FR from 11-20 15:00-15:30
every second Tuesday at 6pm => every FREQ=WEEKLY;INTERVAL=2;BYDAY=TU from 11-24 18:00
every second Tuesday of the month => every FREQ=MONTHLY;BYDAY=2TU from 12-08
every Wednesday at 3pm => every FREQ=WEEKLY;BYDAY=WE from 11-18 15:00
every Monday at 9am until 14 December => every FREQ=WEEKLY;UNTIL=20261214T225959Z;BYDAY=MO from 11-23 09:00
every Monday at 9am 10 times => every FREQ=WEEKLY;COUNT=10;BYDAY=MO from 11-23 09:00
every Friday starting 4 December at 2pm => every FREQ=WEEKLY;BYDAY=FR from 12-04 14:00
every weekend => every FREQ=WEEKLY;BYDAY=SA,SU from 11-21
every month on the last day => every FREQ=MONTHLY;BYMONTHDAY=-1 from 11-30

# To ask
lunch Wednesday 12:30 => ask point 11-18 12:30 / point 11-25 12:30
meeting tomorrow at 3 => ask point 11-19 15:00 / point 11-19 03:00 | meeting
Friday at 5 => ask point 11-20 17:00 / point 11-20 05:00
quarter past 4 tomorrow => ask point 11-19 16:15 / point 11-19 04:15
30 February at 10am => ask
31 November => ask
Monday 20 November => ask
Friday 27 March 2027 => ask
[now=2027-03-20T12:00] 28 March at 2:30am => ask
[now=2026-10-20T12:00] Sunday at 2:30am => ask
Tuesday 3pm or Thursday 4pm => ask point 11-24 15:00 / point 11-19 16:00
[en] 05/12/2026 => ask day 12-05 / day 2026-05-12
Friday at midnight => ask point 11-20 00:00 / point 11-21 00:00
Friday 14:75 => ask
tomorrow 3pm IST => ask
Wednesday => ask day 11-18 / day 11-25

# None
buy milk => none | buy milk
we may or may not meet => none
the sun is shining => none
24/7 support rota => none
chapter 3 of the second book => none
call Bob => none | call Bob
March of the penguins => none
version 3.5 of the spec => none
coffee with April => none
=> none
?!?! => none
"""  # noqa: E501  # a phrase a line
