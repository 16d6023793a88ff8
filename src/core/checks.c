/*
 * checks.c - do the identities hold?
 */
#include "core/checks.h"

#include <string.h>

const char *
gir_outcome_name(GirOutcome outcome)
{
	static const char *const names[] = {"holds", "fails", "undecided"};

	return names[outcome];
}

/* Add up cells; false when one of them cannot be counted.  Nearly all figures are whole, and have 15 digits: 64 bits hold the sum of a form. */
static bool
sum(const GirFigures *figures, const uint8_t *cells, int n, bool unknown_blanks, __int128 *total, int *numbers)
{
	GirValue	whole = {0};

	for (int i = 0; i < n; i++)
	{
		const GirValue *v = &figures->cells[cells[i]];

		if (v->state == GIR_NUMBER)
		{
			++*numbers;
			if (v->scale == 0)
				whole.digits += v->digits;
			else
				*total += gir_value_scaled(v);
		}
		else if (v->state > GIR_NOT_APPLICABLE || unknown_blanks)
			return false;
	}
	*total += gir_value_scaled(&whole);
	return true;
}

GirSides
gir_check(const GirFigures *figures, int identity, bool unknown_blanks)
{
	const GirIdentity *id = &figures->form->identities[identity];
	GirSides	sides = {GIR_UNDECIDED, 0, 0};
	int			numbers = 0;

	if (!sum(figures, id->left, id->nleft, unknown_blanks, &sides.left, &numbers) ||
		!sum(figures, id->right, id->nright, unknown_blanks, &sides.right, &numbers) ||
		numbers == 0)
		return sides;
	sides.outcome = sides.left == sides.right ? GIR_HOLDS : GIR_FAILS;
	return sides;
}

uint64_t
gir_failing(const GirFigures *figures, bool unknown_blanks)
{
	uint64_t	failing = 0;

	for (int i = 0; i < figures->form->nidentities; i++)
		if (gir_check(figures, i, unknown_blanks).outcome == GIR_FAILS)
			failing |= UINT64_C(1) << i;
	return failing;
}

bool
gir_readable(const GirFigures *figures)
{
	for (int i = 0; i < figures->form->ncells; i++)
		if (figures->cells[i].state >= GIR_UNREADABLE)
			return false;
	return true;
}
