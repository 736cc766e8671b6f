import { useCallback, useEffect, useState } from 'react'
import { openLink, readLinkMatter, type LinkMatter } from '#invitations/words.ts'
import { call, Problem } from '../parts/api.ts'
import { Button } from '../parts/button.tsx'
import { Loading, Note, sentenceOf } from '../parts/page-state.tsx'
import { useTitle } from '../parts/title.ts'
import { CodeStep } from './code-step.tsx'
import { MatterView } from './matter-view.tsx'
import '../styles/link-page.css'

type Step =
  | { readonly at: 'reading' }
  | { readonly at: 'code'; readonly way: 'sms' | 'telephone'; readonly why: string | null }
  | { readonly at: 'matter'; readonly matter: LinkMatter }
  | { readonly at: 'over'; readonly why: string; readonly again: boolean }

/** What stands behind the # of the address: the browser sends it to nobody by itself. */
const tokenHere = () => location.hash.slice(1)

/**
 * 凭链接办理, for whoever was sent a link and has no account: first the code, then the one matter.
 * Written for somebody who has never seen the product, on a phone.
 */
export function LinkPage() {
  useTitle('凭链接办理')
  const [step, setStep] = useState<Step>({ at: 'reading' })
  const read = useCallback(async (why: string | null = null) => setStep(await stepNow(why)), [])
  useEffect(() => {
    void read()
    const anew = () => void read()
    window.addEventListener('hashchange', anew)
    return () => window.removeEventListener('hashchange', anew)
  }, [read])
  return (
    <main className="by-link" id="main">
      <p className="by-link-brand">
        <i aria-hidden="true" />
        闭环 · 凭链接办理
      </p>
      {step.at === 'reading' && <Loading lines={4} />}
      {step.at === 'over' && <Over why={step.why} again={step.again} onAgain={() => void read()} />}
      {step.at === 'code' && (
        <CodeStep token={tokenHere()} way={step.way} why={step.why} onDone={() => void read()} />
      )}
      {step.at === 'matter' && (
        <MatterView
          matter={step.matter}
          onDone={() => void read()}
          onLost={(why) => void read(why)}
        />
      )}
      <p className="by-link-foot">
        验证码不要告诉别人。本页不会要求转账，也不问银行卡、身份证号。本系统禁止处理涉密信息。
      </p>
    </main>
  )
}

/** Where the holder of this browser stands now. */
async function stepNow(why: string | null): Promise<Step> {
  const token = tokenHere()
  if (token === '') {
    return {
      at: 'over',
      why: '链接不完整。请扫办理单上的二维码，或从原来的消息重新打开。',
      again: false,
    }
  }
  try {
    const { verified, way } = await call(openLink, { body: { token } })
    if (!verified) return { at: 'code', way, why }
    return { at: 'matter', matter: await call(readLinkMatter, {}) }
  } catch (error) {
    const ended = error instanceof Problem && [400, 404, 410].includes(error.status)
    return { at: 'over', why: sentenceOf(error), again: !ended }
  }
}

function Over(props: {
  readonly why: string
  readonly again: boolean
  readonly onAgain: () => void
}) {
  return (
    <>
      <h1>{props.again ? '现在打不开' : '链接不能使用'}</h1>
      <Note tone={props.again ? 'amber' : 'red'} alert>
        {props.why}
      </Note>
      {props.again && (
        <Button weight="solid" onClick={props.onAgain}>
          重试
        </Button>
      )}
    </>
  )
}
