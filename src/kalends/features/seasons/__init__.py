"""Teams, venues, rules, games: timetables for leagues. So far the engine, `solver/`, usable by itself."""
