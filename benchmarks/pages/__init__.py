"""How well and how fast pages are read: ours beside the libraries, on saved pages with known answers."""
