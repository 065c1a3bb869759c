CREATE TABLE "gateway_processes" (
	"id" text PRIMARY KEY NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gateway_stays" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting_id" text NOT NULL,
	"participant_id" text NOT NULL,
	"process_id" text NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	"left_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "meeting_credentials" (
	"meeting_id" text NOT NULL,
	"credential" text NOT NULL,
	"participant_id" text NOT NULL,
	CONSTRAINT "meeting_credentials_meeting_id_credential_pk" PRIMARY KEY("meeting_id","credential")
);
--> statement-breakpoint
CREATE TABLE "meeting_events" (
	"meeting_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"type" text NOT NULL,
	"audience" text NOT NULL,
	"data" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "meeting_events_meeting_id_seq_pk" PRIMARY KEY("meeting_id","seq")
);
--> statement-breakpoint
CREATE TABLE "meeting_invites" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"meeting_id" text NOT NULL,
	"name" text,
	"used_at" timestamp with time zone,
	"used_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_people" (
	"meeting_id" text NOT NULL,
	"participant_id" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"state" text NOT NULL,
	"waiting_id" text,
	"waiting_token_hash" text,
	"waiting_since" timestamp with time zone,
	"seat_until" timestamp with time zone,
	"present_since" timestamp with time zone,
	"is_muted" boolean DEFAULT true NOT NULL,
	"is_video_off" boolean DEFAULT true NOT NULL,
	"is_screen_sharing" boolean DEFAULT false NOT NULL,
	"is_hand_raised" boolean DEFAULT false NOT NULL,
	"breakout_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "meeting_people_meeting_id_participant_id_pk" PRIMARY KEY("meeting_id","participant_id")
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"title" text NOT NULL,
	"status" text NOT NULL,
	"is_guest" boolean DEFAULT false NOT NULL,
	"admin_token_hash" text NOT NULL,
	"scheduled_at" timestamp with time zone,
	"duration_minutes" integer,
	"mute_on_join" boolean DEFAULT false NOT NULL,
	"video_off_on_join" boolean DEFAULT false NOT NULL,
	"max_participants" integer DEFAULT 50 NOT NULL,
	"is_locked" boolean DEFAULT false NOT NULL,
	"has_waiting_room" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"last_seq" bigint DEFAULT 0 NOT NULL,
	"empty_since" timestamp with time zone,
	"empty_ms" integer DEFAULT 0 NOT NULL,
	"empty_checked_at" timestamp with time zone,
	"duration_ms" bigint,
	"peak_participants" integer,
	"cost" bigint,
	"recurring_id" text,
	"occurrence_at" timestamp with time zone,
	"breakouts_close_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "gateway_stays" ADD CONSTRAINT "gateway_stays_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_credentials" ADD CONSTRAINT "meeting_credentials_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_events" ADD CONSTRAINT "meeting_events_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_invites" ADD CONSTRAINT "meeting_invites_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_people" ADD CONSTRAINT "meeting_people_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gateway_stays_meeting" ON "gateway_stays" USING btree ("meeting_id","participant_id");--> statement-breakpoint
CREATE INDEX "gateway_stays_open" ON "gateway_stays" USING btree ("process_id") WHERE "gateway_stays"."left_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_people_waiting" ON "meeting_people" USING btree ("waiting_id");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_people_waiting_token" ON "meeting_people" USING btree ("waiting_token_hash");--> statement-breakpoint
CREATE INDEX "meetings_list" ON "meetings" USING btree ("workspace_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "meetings_history" ON "meetings" USING btree ("workspace_id","ended_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "meetings"."status" = 'ended';--> statement-breakpoint
CREATE INDEX "meetings_open" ON "meetings" USING btree ("workspace_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "meetings"."status" in ('active', 'scheduled');--> statement-breakpoint
CREATE INDEX "meetings_due" ON "meetings" USING btree ("scheduled_at") WHERE "meetings"."status" = 'scheduled';--> statement-breakpoint
CREATE INDEX "meetings_active" ON "meetings" USING btree ("id") WHERE "meetings"."status" = 'active';--> statement-breakpoint
CREATE INDEX "meetings_breakouts_due" ON "meetings" USING btree ("breakouts_close_at") WHERE "meetings"."breakouts_close_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "meetings_occurrence" ON "meetings" USING btree ("recurring_id","occurrence_at");