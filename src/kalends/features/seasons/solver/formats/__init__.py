"""How seasons come in and go out: RobinX XML, TTP matrices, OSSS, our own JSON, CSV, Excel, iCalendar."""
