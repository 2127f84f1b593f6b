"""What the reports on an evaluation case share: facts for the templates, tables and charts of scores and money, passages, annexes."""
