"""The file manager: files, folders and the search among them."""
