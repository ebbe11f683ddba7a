import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followRing } from './alerts/follow-ring.ts';
import { readySound } from './alerts/ringer.ts';
import { App } from './app/App.tsx';
import { startHearing } from './bridge/pushes.ts';
import { refuseDrops } from './bridge/refuse-drops.ts';

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');

refuseDrops(document);
startHearing();
readySound();
followRing();
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
