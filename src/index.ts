export {
  defineConfig,
  type FigureFormat,
  type UserConfig,
  type UserFigureConfig,
  type UserPrivacyConfig,
  type UserRemoteConfig,
  type UserSiteConfig,
} from './config/define-config.js';
