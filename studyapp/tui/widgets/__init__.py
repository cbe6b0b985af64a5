"""The widgets the screens are built from; each knows its data, none the database."""
