import './steps';
