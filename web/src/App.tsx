import { lazy, Suspense } from 'react';
import { routeOf, type Route } from './route.ts';
import { LandingPage } from './pages/LandingPage.tsx';
import { NotFoundPage } from './pages/NotFoundPage.tsx';
import { LoadingPage } from './ui/LoadingPage.tsx';
import { PageBoundary } from './ui/PageBoundary.tsx';

// The media client is many times the size of the rest, so only the pages of rooms and meetings load it. Nor is a player
// for everybody.
const RoomPage = lazy(() => import('./room/RoomPage.tsx'));
const MeetingPage = lazy(() => import('./meeting/MeetingPage.tsx'));
const PlayerPage = lazy(() => import('./player/PlayerPage.tsx'));
const ForgotPasswordPage = lazy(() => import('./account/ForgotPasswordPage.tsx'));
const ResetPasswordPage = lazy(() => import('./account/ResetPasswordPage.tsx'));
const VerifyEmailPage = lazy(() => import('./account/VerifyEmailPage.tsx'));

type LoadedRoute = Exclude<Route, { page: 'landing' | 'not-found' }>;

/** Chooses the page by the address. Links are plain links: no page leads to another within the app. */
export function App() {
  const route = routeOf(location);
  if (route.page === 'landing') return <LandingPage />;
  if (route.page === 'not-found') return <NotFoundPage />;
  return (
    <PageBoundary>
      <Suspense fallback={<LoadingPage label={`Opening the ${NAMES[route.page]}`} />}>
        <LoadedPage route={route} />
      </Suspense>
    </PageBoundary>
  );
}

const NAMES: Record<LoadedRoute['page'], string> = {
  room: 'room',
  meeting: 'meeting',
  player: 'recording',
  'forgot-password': 'page',
  'reset-password': 'link',
  'verify-email': 'link',
};

function LoadedPage({ route }: { route: LoadedRoute }) {
  switch (route.page) {
    case 'room':
      return <RoomPage linkToken={route.linkToken} />;
    case 'meeting':
      return <MeetingPage meetingId={route.meetingId} />;
    case 'player':
      return <PlayerPage signature={route.signature} />;
    case 'forgot-password':
      return <ForgotPasswordPage />;
    case 'reset-password':
      return <ResetPasswordPage token={route.token} />;
    case 'verify-email':
      return <VerifyEmailPage token={route.token} />;
  }
}
