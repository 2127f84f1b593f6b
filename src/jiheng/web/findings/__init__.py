"""What the checks say of a document, and what people decided."""
