CREATE TABLE "recurring_meetings" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"workspace_id" text NOT NULL,
	"title" text NOT NULL,
	"rrule" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"timezone" text NOT NULL,
	"duration_minutes" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"next_at" timestamp with time zone,
	"planned_until" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_templates" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"title" text NOT NULL,
	"settings" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "recurring_meetings_list" ON "recurring_meetings" USING btree ("workspace_id","seq" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "recurring_meetings_due" ON "recurring_meetings" USING btree ("planned_until") WHERE "recurring_meetings"."next_at" is not null;--> statement-breakpoint
CREATE INDEX "meeting_templates_list" ON "meeting_templates" USING btree ("workspace_id","seq" DESC NULLS LAST);