from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0002_building_code"),
    ]

    operations = [
        migrations.CreateModel(
            name="HolidayYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("jurisdiction", models.CharField(default="CN", max_length=2)),
                ("year", models.SmallIntegerField()),
                ("days", models.JSONField()),
                ("source", models.CharField(max_length=300)),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "year"), name="places_holiday_year")
                ],
            },
        ),
    ]
