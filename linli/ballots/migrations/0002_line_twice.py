"""A line of a roll follows a merged record of the register; who stands on it twice is barred once."""

from django.db import migrations, models

from linli.ballots.models import guards


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0001_initial"),
        ("places", "0003_holiday_year"),
        ("residents", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="voter",
            name="twice",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name="voter",
            constraint=models.CheckConstraint(
                condition=models.Q(("twice", False), ("recused", True), _connector="OR"),
                name="ballots_voter_twice",
            ),
        ),
        migrations.RunSQL(guards.VOTER, migrations.RunSQL.noop),
    ]
