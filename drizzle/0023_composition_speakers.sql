CREATE TABLE "composition_speakers" (
	"composition_id" text NOT NULL,
	"identity" text NOT NULL,
	"from_ms" integer NOT NULL,
	"to_ms" integer NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "composition_speakers_composition_id_from_ms_identity_pk" PRIMARY KEY("composition_id","from_ms","identity")
);
--> statement-breakpoint
ALTER TABLE "composition_speakers" ADD CONSTRAINT "composition_speakers_composition_id_compositions_id_fk" FOREIGN KEY ("composition_id") REFERENCES "public"."compositions"("id") ON DELETE cascade ON UPDATE no action;