def did_you_mean(n, k): return ()
