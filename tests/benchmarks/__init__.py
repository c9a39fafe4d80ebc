"""How long a build takes beside the peers. `make bench` runs it; `python -m tests.benchmarks --help` says what else it can do."""
