"""What a map can be asked, one module a group of kinds. A new check is one function here, its page in `codes/` and its golden case."""
