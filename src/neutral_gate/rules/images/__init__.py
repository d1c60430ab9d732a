"""The checks of the family `image`: facts about picture files in, findings out."""
