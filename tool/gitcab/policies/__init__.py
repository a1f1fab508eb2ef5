"""What must therefore happen: how risky a change is, what is overdue, and later who must agree."""
