"""The search: compiled annealing over whole timetables, then exact models on parts of them."""
