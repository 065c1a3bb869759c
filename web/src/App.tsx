import { lazy, Suspense } from 'react';
import { routeOf } from './route.ts';
import { LandingPage } from './pages/LandingPage.tsx';
import { NotFoundPage } from './pages/NotFoundPage.tsx';
import { LoadingPage } from './ui/LoadingPage.tsx';
import { PageBoundary } from './ui/PageBoundary.tsx';

// The media client is many times the size of the rest, so only the room page loads it.
const RoomPage = lazy(() => import('./room/RoomPage.tsx'));

/** Chooses the page by the address. Links are plain links: no page leads to another within the app. */
export function App() {
  const route = routeOf(location.pathname);
  if (route.page === 'landing') return <LandingPage />;
  if (route.page === 'not-found') return <NotFoundPage />;
  return (
    <PageBoundary>
      <Suspense fallback={<LoadingPage label="Opening the room" />}>
        <RoomPage linkToken={route.linkToken} />
      </Suspense>
    </PageBoundary>
  );
}
