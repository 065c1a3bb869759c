DROP INDEX "transcriptions_workspace";--> statement-breakpoint
DROP INDEX "transcriptions_room";--> statement-breakpoint
ALTER TABLE "meeting_chat_messages" ADD COLUMN "search" "tsvector" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "transcribers" ADD COLUMN "load" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "transcription_segments" ADD COLUMN "search" "tsvector" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "transcriptions" ADD COLUMN "seq" bigserial NOT NULL;--> statement-breakpoint
-- As core/grams.ts would, of what was written before.
UPDATE "meeting_chat_messages" AS message SET "search" = array_to_tsvector(ARRAY['=' || meeting."workspace_id"]) || coalesce((
	SELECT string_agg(quote_literal(substr(word.letters, i, 3)) || ':' || least(word.start + i, 16383), ' ')
	FROM (
		SELECT found[1] AS letters, sum(length(found[1]) + 1) OVER (ORDER BY n) - length(found[1]) - 1 AS start
		FROM regexp_matches(lower(normalize(message."text", NFKC)), '[[:alnum:]]+', 'g') WITH ORDINALITY AS words(found, n)
	) AS word, generate_series(1, length(word.letters)) AS i
), '')::tsvector FROM "meetings" AS meeting WHERE meeting."id" = message."meeting_id";--> statement-breakpoint
CREATE INDEX "meeting_chat_messages_search" ON "meeting_chat_messages" USING gin ("search");--> statement-breakpoint
CREATE INDEX "transcription_segments_search" ON "transcription_segments" USING gin ("search");--> statement-breakpoint
CREATE INDEX "transcriptions_language" ON "transcriptions" USING btree ("workspace_id","language");--> statement-breakpoint
CREATE INDEX "transcriptions_workspace" ON "transcriptions" USING btree ("workspace_id","seq");--> statement-breakpoint
CREATE INDEX "transcriptions_room" ON "transcriptions" USING btree ("workspace_id","room_id","seq");