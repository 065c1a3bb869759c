CREATE TABLE "meeting_breakout_visitors" (
	"meeting_id" text NOT NULL,
	"participant_id" text NOT NULL,
	"breakout_id" text NOT NULL,
	"name" text NOT NULL,
	"entered_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "meeting_breakout_visitors_meeting_id_participant_id_pk" PRIMARY KEY("meeting_id","participant_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_breakouts" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting_id" text NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	"is_ending" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_chat_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"meeting_id" text NOT NULL,
	"participant_id" text NOT NULL,
	"participant_name" text NOT NULL,
	"text" text NOT NULL,
	"reply_to" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_chat_reactions" (
	"message_id" text NOT NULL,
	"participant_id" text NOT NULL,
	"emoji" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "meeting_chat_reactions_message_id_participant_id_emoji_pk" PRIMARY KEY("message_id","participant_id","emoji")
);
--> statement-breakpoint
CREATE TABLE "meeting_notes" (
	"meeting_id" text PRIMARY KEY NOT NULL,
	"content" text NOT NULL,
	"version" integer NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"event_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_poll_votes" (
	"poll_id" text NOT NULL,
	"participant_id" text NOT NULL,
	"option_id" text NOT NULL,
	"voted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "meeting_poll_votes_poll_id_participant_id_pk" PRIMARY KEY("poll_id","participant_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_polls" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"meeting_id" text NOT NULL,
	"question" text NOT NULL,
	"type" text NOT NULL,
	"options" jsonb NOT NULL,
	"is_open" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_question_upvotes" (
	"question_id" text NOT NULL,
	"participant_id" text NOT NULL,
	"upvoted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "meeting_question_upvotes_question_id_participant_id_pk" PRIMARY KEY("question_id","participant_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_questions" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"meeting_id" text NOT NULL,
	"participant_id" text NOT NULL,
	"participant_name" text NOT NULL,
	"text" text NOT NULL,
	"is_answered" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "meeting_breakout_visitors" ADD CONSTRAINT "meeting_breakout_visitors_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_breakout_visitors" ADD CONSTRAINT "meeting_breakout_visitors_breakout_id_meeting_breakouts_id_fk" FOREIGN KEY ("breakout_id") REFERENCES "public"."meeting_breakouts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_breakouts" ADD CONSTRAINT "meeting_breakouts_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_chat_messages" ADD CONSTRAINT "meeting_chat_messages_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_chat_reactions" ADD CONSTRAINT "meeting_chat_reactions_message_id_meeting_chat_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."meeting_chat_messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_notes" ADD CONSTRAINT "meeting_notes_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_poll_votes" ADD CONSTRAINT "meeting_poll_votes_poll_id_meeting_polls_id_fk" FOREIGN KEY ("poll_id") REFERENCES "public"."meeting_polls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_polls" ADD CONSTRAINT "meeting_polls_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_question_upvotes" ADD CONSTRAINT "meeting_question_upvotes_question_id_meeting_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."meeting_questions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_questions" ADD CONSTRAINT "meeting_questions_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meeting_breakouts_list" ON "meeting_breakouts" USING btree ("meeting_id","position");--> statement-breakpoint
CREATE INDEX "meeting_breakouts_ending" ON "meeting_breakouts" USING btree ("id") WHERE "meeting_breakouts"."is_ending";--> statement-breakpoint
CREATE INDEX "meeting_chat_messages_list" ON "meeting_chat_messages" USING btree ("meeting_id","seq");--> statement-breakpoint
CREATE INDEX "meeting_polls_list" ON "meeting_polls" USING btree ("meeting_id","seq");--> statement-breakpoint
CREATE INDEX "meeting_questions_list" ON "meeting_questions" USING btree ("meeting_id","participant_id");