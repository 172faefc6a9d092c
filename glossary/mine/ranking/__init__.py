"""How good a candidate is: evidence counted, fragments dropped, scores added up, the best kept."""
