"""What is published of dossiers: how it is prepared, checked, published and withdrawn; and the pages of the public."""
