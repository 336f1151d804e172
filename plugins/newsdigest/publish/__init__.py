"""The press: posts become outputs, each a pure function of a template and plain data."""
