/*
 * forms.c - the declared forms, for SQL
 */
#include "pg/gireport.h"

#include "funcapi.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(gireport_form_cells);
PG_FUNCTION_INFO_V1(gireport_identities);

/* The form asked for, or all of them: from first up to last. */
static void
wanted_forms(FunctionCallInfo fcinfo, int *first, int *last)
{
	const GirForm *form;
	text	   *id;

	*first = 0;
	*last = GIR_FORM_COUNT - 1;
	if (PG_ARGISNULL(0))
		return;
	id = PG_GETARG_TEXT_PP(0);
	form = gir_form_by_id(VARDATA_ANY(id), VARSIZE_ANY_EXHDR(id));
	if (form == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg(gireport_say("unknown form \"%s\"", "未知格式“%s”"), text_to_cstring(id)),
				 errhint("%s", gireport_say("The forms are 2019 and 2021.", "格式有 2019 和 2021。"))));
	*first = *last = form->number;
}

static void
put_text(Datum *values, bool *nulls, int column, const char *s)
{
	nulls[column] = s == NULL;
	if (s)
		values[column] = CStringGetTextDatum(s);
}

static void
put_cell(ReturnSetInfo *rsinfo, const GirForm *form, int cell)
{
	Datum		values[17];
	bool		nulls[17];
	char		zh[GIR_MAX_NAME];
	char		en[GIR_MAX_NAME];
	char		label[GIR_MAX_NAME];
	const GirBlock *block = gir_cell_block(form, cell);
	const GirRow *row = gir_cell_row(form, cell);
	const GirColumn *column = gir_cell_column(form, cell);
	const GirGroup *group = row->role == GIR_ROLE_OUTCOME ? row->group : NULL;

	snprintf(label, sizeof(label), "%s%s", row->number, row->label);
	put_text(values, nulls, 0, form->id);
	gireport_put(values, nulls, 1, Int32GetDatum(cell + 1));
	put_text(values, nulls, 2, form->cells[cell].path);
	put_text(values, nulls, 3, gir_table_key(block->table));
	put_text(values, nulls, 4, row->key);
	put_text(values, nulls, 5, column->key);
	put_text(values, nulls, 6, gir_cell_name(form, cell, true, zh));
	put_text(values, nulls, 7, gir_cell_name(form, cell, false, en));
	put_text(values, nulls, 8, block->label);
	put_text(values, nulls, 9, label);
	put_text(values, nulls, 10, row->en);
	put_text(values, nulls, 11, column->label);
	put_text(values, nulls, 12, column->en);
	put_text(values, nulls, 13, group ? group->key : NULL);
	put_text(values, nulls, 14, group ? group->label : NULL);
	put_text(values, nulls, 15, group ? group->en : NULL);
	put_text(values, nulls, 16, column->unit);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

/*
 * gireport_form_cells(form text) -> setof declared cells
 *
 * Every cell of the form (of all forms for NULL), in printed order: form, ordinal, path, keys, labels and outcome group.  22023 for an
 * unknown form.
 */
Datum
gireport_form_cells(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			first;
	int			last;

	wanted_forms(fcinfo, &first, &last);
	gireport_materialize(fcinfo);
	for (int f = first; f <= last; f++)
		for (int c = 0; c < gir_forms[f].ncells; c++)
			put_cell(rsinfo, &gir_forms[f], c);
	return (Datum) 0;
}

/* Where the form says so. */
static const char *
clause_of(const GirForm *form, const GirIdentity *id, char *buf, size_t size)
{
	static const char *const places[] = {
		"表三总计栏：各类申请人之和", "表三（七）总计：办理结果各项之和", "表三表头：第一项加第二项之和，等于第三项加第四项之和", "表四总计栏：各类结果之和"
	};
	int			n = id->class == 'R' ? 0 : id->class == 'H' ? 1 : id->class == 'B' ? 2 : 3;

	snprintf(buf, size, "%s %s", form->notice, places[n]);
	return buf;
}

/*
 * gireport_identities(form text) -> setof (form, identity, class, formula_zh, formula_en, clause)
 *
 * The accounting identities of the form (of all forms for NULL).  Class R: a row; H: the outcomes of a column; B: the balance of a
 * column; T: a group of table 4.
 */
Datum
gireport_identities(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			first;
	int			last;

	wanted_forms(fcinfo, &first, &last);
	gireport_materialize(fcinfo);
	for (int f = first; f <= last; f++)
		for (int i = 0; i < gir_forms[f].nidentities; i++)
		{
			const GirIdentity *id = &gir_forms[f].identities[i];
			char		class[2] = {id->class, '\0'};
			char		clause[GIR_MAX_NAME];
			Datum		values[6];
			bool		nulls[6];

			put_text(values, nulls, 0, gir_forms[f].id);
			put_text(values, nulls, 1, id->name);
			put_text(values, nulls, 2, class);
			put_text(values, nulls, 3, id->formula_zh);
			put_text(values, nulls, 4, id->formula_en);
			put_text(values, nulls, 5, clause_of(&gir_forms[f], id, clause, sizeof(clause)));
			tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		}
	return (Datum) 0;
}
