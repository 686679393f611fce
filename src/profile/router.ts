import { Router } from 'express';
import { accountHeaders } from '../http/account-headers.ts';
import { AccountError, accountErrorMapper } from '../http/errors/account-error.ts';
import type { ProfileContext } from './context.ts';
import { avatar } from './routes/avatar.ts';
import { avatarImage, defaultAvatarImage } from './routes/avatar-image.ts';
import { removeAvatar } from './routes/delete-avatar.ts';
import { readDisplayName, writeDisplayName } from './routes/display-name.ts';
import { email } from './routes/email.ts';
import { profile } from './routes/profile.ts';
import { uid } from './routes/uid.ts';
import { uploadAvatar } from './routes/upload-avatar.ts';

/** The profile server (accounts.md §8), at `/profile/v1`. */
export function profileRouter(ctx: ProfileContext): Router {
  const router = Router();
  const origin = ctx.config.publicUrl;
  if (origin === null) return router;
  const v1 = Router();
  v1.use(accountHeaders(ctx.now));
  v1.get('/profile', profile(ctx, origin));
  v1.get('/uid', uid(ctx));
  v1.get('/email', email(ctx));
  v1.get('/display_name', readDisplayName(ctx));
  v1.post('/display_name', writeDisplayName(ctx));
  v1.get('/avatar', avatar(ctx, origin));
  v1.post('/avatar/upload', uploadAvatar(ctx, origin));
  v1.delete(['/avatar', '/avatar/:id'], removeAvatar(ctx));
  v1.get('/avatar/:id', avatarImage(ctx));
  v1.get('/avatar/default/:name', defaultAvatarImage);
  v1.use(() => {
    throw AccountError.notFound();
  });
  v1.use(accountErrorMapper);
  router.use('/profile/v1', v1);
  return router;
}
