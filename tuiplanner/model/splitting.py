def one_line_split(t, f): return None
