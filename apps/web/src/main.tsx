import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';
import { createRoot } from 'react-dom/client';
import { createClient } from './app/apollo.js';
import { App } from './app/App.js';
import { followLanguage } from './app/i18n.js';
import { followTheme } from './app/preferences.js';

followTheme();
const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
await followLanguage();
createRoot(root).render(<App client={createClient(import.meta.env.PROD)} />);
