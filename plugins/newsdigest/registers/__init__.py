"""The registers an editor owns: sources and regions, over the data shipped with the package."""
