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

/* Left less right of an identity; *odd when one of the cells is. */
static int64_t
difference(const GirIdentity *id, const int64_t *whole, const bool *is_odd, bool *odd)
{
	int64_t		n = 0;

	for (int i = 0; i < id->nleft; i++)
	{
		n += whole[id->left[i]];
		*odd |= is_odd[id->left[i]];
	}
	for (int i = 0; i < id->nright; i++)
	{
		n -= whole[id->right[i]];
		*odd |= is_odd[id->right[i]];
	}
	return n;
}

/* Whole numbers, and blanks that count as 0, are added up as they are; gir_check() judges what has other cells. */
uint64_t
gir_failing(const GirFigures *figures, bool unknown_blanks)
{
	const GirForm *form = figures->form;
	int64_t		whole[GIR_MAX_CELLS];
	bool		is_odd[GIR_MAX_CELLS];
	uint64_t	failing = 0;

	for (int i = 0; i < form->ncells; i++)
	{
		const GirValue *v = &figures->cells[i];

		whole[i] = v->state == GIR_NUMBER ? v->digits : 0;
		is_odd[i] = v->scale > 0 || v->state > (unknown_blanks ? GIR_NUMBER : GIR_NOT_APPLICABLE);
	}
	for (int i = 0; i < form->nidentities; i++)
	{
		bool		odd = false;
		bool		fails = difference(&form->identities[i], whole, is_odd, &odd) != 0;

		if (odd)
			fails = gir_check(figures, i, unknown_blanks).outcome == GIR_FAILS;
		failing |= (uint64_t) fails << i;
	}
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
