import './pages';
