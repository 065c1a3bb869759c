import { usePageTitle } from '../lib/use-page-title.ts';
import { PageFrame } from '../ui/PageFrame.tsx';
import { RoomLinkRecipe } from './RoomLinkRecipe.tsx';
import '../ui/button.css';
import './landing-page.css';

export function LandingPage() {
  usePageTitle('Plenum');
  return (
    <PageFrame wide>
      <div className="landing">
        <h1>Video rooms on your own server</h1>
        <p className="landing-lead">
          Plenum decides who may do what in which room, and remembers what happened. LiveKit carries the sound and the
          picture.
        </p>
        <div className="landing-actions">
          <a className="button button-primary" href="/docs">
            API reference
          </a>
          <a className="button button-plain" href="/openapi.json">
            OpenAPI file
          </a>
        </div>
        <RoomLinkRecipe origin={location.origin} />
        <p className="landing-hint">Were you invited to a room? Open the link that was sent to you.</p>
      </div>
    </PageFrame>
  );
}
