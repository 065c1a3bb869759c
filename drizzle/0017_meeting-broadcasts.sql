CREATE TABLE "meeting_broadcasts" (
	"meeting_id" text NOT NULL,
	"kind" text NOT NULL,
	"host_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "meeting_broadcasts_meeting_id_kind_pk" PRIMARY KEY("meeting_id","kind")
);
--> statement-breakpoint
ALTER TABLE "meeting_broadcasts" ADD CONSTRAINT "meeting_broadcasts_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;