"""A line of a budget may be paid from another source than the rest."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

import linli.base.fields
import linli.base.walls


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0002_projects"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="budgetline",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="budgetline",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="budgetline",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="budgetline",
            name="fund",
            field=linli.base.fields.Inside(
                help_text="empty: from the fund named when the budget is closed",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="budget_lines",
                to="council.fund",
            ),
        ),
        migrations.AddField(
            model_name="budgetlineevent",
            name="fund",
            field=linli.base.fields.Inside(
                help_text="empty: from the fund named when the budget is closed",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="council.fund",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="budgetline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "council_budgetlineevent" ("amount", "basis", "changed_at", "changed_by", "community_id", "fund_id", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "project_id", "total", "unit", "version", "void") SELECT new_values."amount", new_values."basis", new_values."changed_at", new_values."changed_by", new_values."community_id", new_values."fund_id", new_values."id", new_values."name", NOW(), \'insert\', new_values."id", new_values."price", new_values."project_id", new_values."total", new_values."unit", new_values."version", new_values."void" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1e3c16a3bd999b128a30e02eab92a70012b915cb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ca084",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="council_budgetline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="budgetline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "council_budgetlineevent" ("amount", "basis", "changed_at", "changed_by", "community_id", "fund_id", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "project_id", "total", "unit", "version", "void") SELECT new_values."amount", new_values."basis", new_values."changed_at", new_values."changed_by", new_values."community_id", new_values."fund_id", new_values."id", new_values."name", NOW(), \'update\', new_values."id", new_values."price", new_values."project_id", new_values."total", new_values."unit", new_values."version", new_values."void" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7122a04e8bdd85b0697288ec2831cc6ddaecdad4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_da42e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="council_budgetline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="budgetline",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "council_budgetlineevent" ("amount", "basis", "changed_at", "changed_by", "community_id", "fund_id", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "project_id", "total", "unit", "version", "void") SELECT old_values."amount", old_values."basis", old_values."changed_at", old_values."changed_by", old_values."community_id", old_values."fund_id", old_values."id", old_values."name", NOW(), \'delete\', old_values."id", old_values."price", old_values."project_id", old_values."total", old_values."unit", old_values."version", old_values."void" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ed96bd18785808225f944b8d25521f5c117bbd45",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_52142",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="council_budgetline",
                    when="AFTER",
                ),
            ),
        ),
        linli.base.walls.RaiseWalls(),
    ]
