"""Stories: which posts report one event, and which of them print one text (`find`, from `sketch`es of posts)."""
