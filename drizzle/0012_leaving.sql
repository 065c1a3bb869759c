CREATE TABLE "workspace_deletions" (
	"workspace_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_entries_at" ON "audit_entries" USING brin ("at");--> statement-breakpoint
CREATE INDEX "compositions_workspace" ON "compositions" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "participant_sessions_joined" ON "participant_sessions" USING brin ("joined_at");--> statement-breakpoint
CREATE INDEX "room_sessions_opened" ON "room_sessions" USING brin ("opened_at");--> statement-breakpoint
CREATE INDEX "streams_list" ON "streams" USING btree ("workspace_id","seq");--> statement-breakpoint
CREATE INDEX "webhook_attempts_at" ON "webhook_attempts" USING brin ("at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_created" ON "webhook_deliveries" USING brin ("created_at");