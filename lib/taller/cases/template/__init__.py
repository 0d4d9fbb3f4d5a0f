"""What the cases share: what is aimed at beside what was measured."""
