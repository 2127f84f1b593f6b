"""Fieldwork of an evaluation: plan, materials, data form, interviews, visits, working papers, samples of payments, questionnaires."""
