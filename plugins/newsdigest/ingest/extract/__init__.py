"""From a captured page to the article its authors wrote."""
