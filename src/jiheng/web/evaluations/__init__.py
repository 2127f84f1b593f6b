"""The evaluation workspace: one evaluation of one dossier, its team, its frame, its entries side by side, its way through the flow."""
