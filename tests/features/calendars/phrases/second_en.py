"""English phrases of the second set, written when the first had been read, and not looked at before."""

PHRASES = """
Grab a beer with Emmy on Thursday at 8pm => point 11-19 20:00 | Grab a beer with Emmy
quarterly review Dec 15 2026 from 10:00 to 12:00 => ask point 12-15 10:00-12:00
hey, are you free next tues 4pm-5pm? => point 11-24 16:00-17:00
Mon 30 Nov, 08:00 - dentist => point 11-30 08:00 | dentist
let's say Friday, 2ish => ask
flight Sat 5 Dec 06:15 => point 12-05 06:15 | flight
Thursday 19:00-21:00 pottery class => point 11-19 19:00-21:00 | pottery class
send invoice on the 30th => day 11-30 | send invoice
standup at 9:30am every weekday until Christmas => every FREQ=WEEKLY;UNTIL=20261225T225959Z;BYDAY=MO,TU,WE,TH,FR from 11-19 09:30 | standup
book club, last Thursday of every month, 7:30pm => every FREQ=MONTHLY;BYDAY=-1TH from 11-26 19:30 | book club
trash every other Monday => every FREQ=WEEKLY;INTERVAL=2;BYDAY=MO from 11-23 | trash
every 6 months on the 1st => every FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1 from 12-01
each Saturday morning at 9 => every FREQ=WEEKLY;BYDAY=SA from 11-21 09:00
Sundays 10am => every FREQ=WEEKLY;BYDAY=SU from 11-22 10:00
two hours next week with the design team => windows 11-23..11-30 {120min} | with the design team
Thursday or Friday afternoon => windows 11-19 13:00-17:00; 11-20 13:00-17:00
Monday morning or Wednesday afternoon next week => ask
tomorrow between 1 and 3pm => windows 11-19 13:00-15:00
any afternoon next week => windows 11-23 13:00-17:00; 11-24 13:00-17:00; 11-25 13:00-17:00; 11-26 13:00-17:00; 11-27 13:00-17:00; 11-28 13:00-17:00; 11-29 13:00-17:00
call in 15 min => point 11-18 10:15 | call
check oven in 1h30 => point 11-18 11:30 | check oven
in 4 weeks => day 12-16
16 December 2026 => day 12-16
Dec. 16 => day 12-16
the 16th of December at noon => point 12-16 12:00
[en-US] Dec 16, 2026, 4:15 PM => point 12-16 16:15
[en-US] 02/03/2027 => day 2027-02-03
[en-GB] 02/03/2027 => day 2027-03-02
tomorrow 08:05 => point 11-19 08:05
today 23:59 => point 11-18 23:59
tomorrow, 5 in the afternoon => point 11-19 17:00
11 at night on Friday => point 11-20 23:00
Friday 1:30pm CET => point 11-20 13:30
Friday 4pm Sydney time => point 11-20 16:00 {Australia/Sydney}
Friday 16:00 GMT => point 11-20 16:00 {UTC}
11:00 America/Sao_Paulo tomorrow => point 11-19 11:00 {America/Sao_Paulo}
29 February 2027 => ask
Sunday 21 November => ask
dinner at 6 => point 11-18 18:00 | dinner
tea at 4 on Saturday => ask
yoga 6-7am tomorrow => point 11-19 06:00-07:00 | yoga
Saturday 9pm-1am => point 11-21 21:00-11-22 01:00
December => windows 12-01..2027-01-01
The May report is done => none
Sunny weekend plans? => none
Reply to Ada's 3 questions => none
Book a table for two => none
100 days of code => none
"""  # noqa: E501  # a phrase a line
