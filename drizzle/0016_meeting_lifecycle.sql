ALTER TABLE "meetings" ADD COLUMN "has_open_rooms" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "is_changed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "meetings_scheduled" ON "meetings" USING btree ("workspace_id","scheduled_at","id") WHERE "meetings"."status" = 'scheduled';--> statement-breakpoint
CREATE INDEX "meetings_open_rooms" ON "meetings" USING btree ("id") WHERE "meetings"."has_open_rooms";