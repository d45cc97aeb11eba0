import { describe, expect, test } from 'vitest'
import { readConfig, SettingWrong } from './config.ts'

describe('settings', () => {
  test('have defaults that need nothing', () => {
    expect(readConfig({}, { data: '/srv/x' })).toMatchObject({
      dataFolder: '/srv/x',
      keyringFolder: '/srv/x/keyring',
      port: 3000,
      host: '127.0.0.1',
      origin: 'http://localhost:3000',
      databaseUrl: null,
      smtpUrl: null,
      proxies: 0,
    })
  })

  test('the origin follows the port, and what is given on the command line wins', () => {
    expect(readConfig({ PORT: '4000' }).origin).toBe('http://localhost:4000')
    expect(readConfig({ PORT: '4000', OWNTERMS_DATA: '/a' }, { data: '/b', port: '5000' })).toMatchObject({
      port: 5000,
      dataFolder: '/b',
    })
  })

  test.each([
    [{ DATABASE_URL: 'mysql://x' }, 'postgres://'],
    [{ PORT: 'web' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ OWNTERMS_ORIGIN: 'listen.example.org' }, 'OWNTERMS_ORIGIN'],
    [{ OWNTERMS_ORIGIN: 'https://listen.example.org/path' }, 'nothing after the name'],
    [{ OWNTERMS_ORIGIN: 'http://listen.example.org' }, 'https'],
    [{ SMTP_URL: 'mail.example.org' }, 'smtp://'],
    [{ OWNTERMS_KEY: 'short' }, '32 bytes'],
    [{ OWNTERMS_PROXIES: '-1' }, 'OWNTERMS_PROXIES'],
  ])('a wrong one stops the start with a sentence: %o', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(SettingWrong)
    expect(() => readConfig(env)).toThrow(sentence)
  })
})
