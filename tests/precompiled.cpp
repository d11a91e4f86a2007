// Nothing but the headers that are compiled ahead.
