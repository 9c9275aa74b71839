"""Example publications and the script that typesets them."""
