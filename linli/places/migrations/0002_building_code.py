import django.db.models.deletion
from django.db import migrations, models

#: Every way in which buildings are made, in bulk too, goes through this one statement.
KEEP = """
CREATE FUNCTION places_keep_building_code() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM places_buildingcode USING made_rows
        WHERE places_buildingcode.building_id = made_rows.id AND places_buildingcode.code <> made_rows.code;
    END IF;
    INSERT INTO places_buildingcode (code, area_id, building_id)
    SELECT made_rows.code, made_rows.community_id, made_rows.id FROM made_rows
    WHERE NOT EXISTS (SELECT FROM places_buildingcode held WHERE held.building_id = made_rows.id);
    RETURN NULL;
END $$;
CREATE TRIGGER places_building_code_made AFTER INSERT ON places_building
    REFERENCING NEW TABLE AS made_rows FOR EACH STATEMENT EXECUTE FUNCTION places_keep_building_code();
CREATE TRIGGER places_building_code_changed AFTER UPDATE ON places_building
    REFERENCING NEW TABLE AS made_rows FOR EACH STATEMENT EXECUTE FUNCTION places_keep_building_code();
INSERT INTO places_buildingcode (code, area_id, building_id) SELECT code, community_id, id FROM places_building;
"""
LEAVE = """
DROP TRIGGER places_building_code_made ON places_building;
DROP TRIGGER places_building_code_changed ON places_building;
DROP FUNCTION places_keep_building_code();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BuildingCode",
            fields=[
                ("code", models.CharField(max_length=12, primary_key=True, serialize=False)),
                (
                    "area",
                    models.ForeignKey(
                        help_text="the community",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.area",
                    ),
                ),
                (
                    "building",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="places.building"
                    ),
                ),
            ],
        ),
        migrations.RunSQL(KEEP, LEAVE),
    ]
