"""Events one by one, in the columns and fields of the data sets that political scientists use."""
