"""Does. One async function for each thing a person or the clock can do."""
